/** Labels of the namespaces that the operator watches. */
@NullMarked
package io.jotgate.controller.namespaces;

import org.jspecify.annotations.NullMarked;
