/** ProtectedRoute: the pair of ConfigMaps that it needs, and its status. */
@NullMarked
package io.jotgate.controller.protectedroute;

import org.jspecify.annotations.NullMarked;
