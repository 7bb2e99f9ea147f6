/**
 * Reads and writes JSON bodies with avaje-jsonb. {@link dev.interlock.jsonb.JsonbCodecs} configures them. Generated
 * code calls the other classes. Imports {@code json}, the API of the runtime, and its packages for generated code.
 */
@NullMarked
package dev.interlock.jsonb;

import org.jspecify.annotations.NullMarked;
