/**
 * Data of a service, in a package outside of Interlock. In Interlock's own packages, only types with an adapter of
 * avaje-jsonb are JSON.
 */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
