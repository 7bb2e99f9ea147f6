/**
 * JSON bodies by Jackson 2. Applications use {@link dev.interlock.jackson.JacksonCodecs}; generated code calls the
 * other classes. Imports {@code json} and the API of the runtime.
 */
@NullMarked
package dev.interlock.jackson;

import org.jspecify.annotations.NullMarked;
