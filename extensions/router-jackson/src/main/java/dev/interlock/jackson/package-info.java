/**
 * Reads and writes JSON bodies with Jackson 2. Applications use {@link dev.interlock.jackson.JacksonCodecs}. Generated
 * code calls the other classes. Imports {@code json}, the API of the runtime, and its packages for generated code.
 */
@NullMarked
package dev.interlock.jackson;

import org.jspecify.annotations.NullMarked;
