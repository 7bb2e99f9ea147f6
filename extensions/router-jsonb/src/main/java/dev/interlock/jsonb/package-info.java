/**
 * JSON bodies by avaje-jsonb. {@link dev.interlock.jsonb.JsonbCodecs} configures them; generated code calls the rest.
 * Imports {@code json} and the API of the runtime.
 */
@NullMarked
package dev.interlock.jsonb;

import org.jspecify.annotations.NullMarked;
