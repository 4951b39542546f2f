package io.jotgate.testing.apiserver;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one {@link ApiServer} when the first test of the JVM asks for it, and stops it at the end.
 */
final class ApiServerExtension implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(ApiServerExtension.class);

  /** Parameters of a constructor belong to the test, too, not to its class. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ApiServer.class || type == InstalledNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ApiServer server =
        context
            .getRoot()
            .getStore(STORE)
            .computeIfAbsent(ApiServer.class, key -> ApiServer.start(), ApiServer.class);
    if (parameter.getParameter().getType() == ApiServer.class) {
      return server;
    }
    return context
        .getStore(STORE)
        .computeIfAbsent(
            InstalledNamespace.class, key -> server.install(), InstalledNamespace.class);
  }
}
