/**
 * Data of a service, in a package outside of {@code dev.interlock}. Within {@code dev.interlock}, only types with an
 * adapter of avaje-jsonb can be JSON bodies.
 */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
