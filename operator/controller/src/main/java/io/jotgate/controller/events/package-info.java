/** Events for people who watch with {@code kubectl describe}. */
@NullMarked
package io.jotgate.controller.events;

import org.jspecify.annotations.NullMarked;
