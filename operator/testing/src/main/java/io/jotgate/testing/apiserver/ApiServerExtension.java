package io.jotgate.testing.apiserver;

import java.lang.reflect.Constructor;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one {@link ApiServer} when the first test of the JVM asks for it, and stops it at the end;
 * gives each test a namespace and the {@linkplain Rig rigs} that it names.
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
    return type == ApiServer.class
        || type == InstalledNamespace.class
        || type.isAnnotationPresent(Rig.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == ApiServer.class) {
      return server(context);
    }
    Store test = context.getStore(STORE);
    if (type == InstalledNamespace.class) {
      return test.computeIfAbsent(type, key -> server(context).install());
    }
    return rig(type, test, context);
  }

  private static ApiServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(ApiServer.class, key -> ApiServer.start(), ApiServer.class);
  }

  /** Stored only when it is made, after what it is made of: a store closes the newest first. */
  private static Object rig(Class<?> type, Store test, ExtensionContext context) {
    Object known = test.get(type);
    if (known != null) {
      return known;
    }
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    if (constructors.length != 1) {
      throw new ParameterResolutionException(type.getName() + " must have one constructor");
    }
    Object made = context.getExecutableInvoker().invoke(constructors[0]);
    test.put(type, made);
    return made;
  }
}
