/** Data of a service. In the packages of Interlock itself, only types with an adapter of avaje-jsonb are JSON. */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
