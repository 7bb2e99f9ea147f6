/** Data of a service: in the packages of Interlock itself nothing is JSON but what has an adapter of avaje-jsonb. */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
