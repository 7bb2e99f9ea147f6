/**
 * JSON bodies by Jackson 2. {@link dev.interlock.jackson.JacksonCodecs} configures them; generated code calls the rest.
 * Imports {@code json} and the API of the runtime.
 */
@NullMarked
package dev.interlock.jackson;

import org.jspecify.annotations.NullMarked;
