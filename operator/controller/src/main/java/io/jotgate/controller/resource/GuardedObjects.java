package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;

/**
 * Live reads and guarded writes, for objects whose content must never be lost to a race: key
 * material above all.
 *
 * <p>Reads go to the API server, not to a cache: a cache that lacks an object says nothing. Writes
 * either create, or replace exactly the version that was read.
 */
public final class GuardedObjects {
  private final KubernetesClient client;

  /** Reads and writes through {@code client}. */
  public GuardedObjects(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Reads an object of ours.
   *
   * @param labels what an object of ours carries
   * @throws ForeignObjectException if the object lacks one of the labels
   */
  public <R extends HasMetadata> Optional<R> read(
      Class<R> type, String namespace, String name, Map<String, String> labels) {
    Optional<R> found =
        Optional.ofNullable(client.resources(type).inNamespace(namespace).withName(name).get());
    found
        .filter(object -> !JotgateLabels.carries(object, labels))
        .ifPresent(
            foreign -> {
              throw new ForeignObjectException(foreign);
            });
    return found;
  }

  /** Creates an object. False: there is one of this name already, and nothing was written. */
  public boolean create(HasMetadata object) {
    return written(() -> client.resource(object).create());
  }

  /**
   * Replaces the version that was read.
   *
   * @param object the new content, with the resourceVersion and uid that were read
   * @return false: the object has changed or gone since, and nothing was written
   */
  public boolean replace(HasMetadata object) {
    if (object.getMetadata().getResourceVersion() == null) {
      throw new IllegalArgumentException("only a version that was read can be replaced");
    }
    return written(() -> client.resource(object).update());
  }

  private static boolean written(Runnable write) {
    try {
      write.run();
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
          || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw refused;
    }
  }
}
