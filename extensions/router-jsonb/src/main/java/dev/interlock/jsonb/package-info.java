/**
 * JSON bodies by avaje-jsonb. {@link dev.interlock.jsonb.JsonbCodecs} configures them; generated code calls the rest.
 * Imports {@code json}, the API of the runtime, and its packages
 * for generated code.
 */
@NullMarked
package dev.interlock.jsonb;

import org.jspecify.annotations.NullMarked;
