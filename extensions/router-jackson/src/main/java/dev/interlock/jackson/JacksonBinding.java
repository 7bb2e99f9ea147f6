package dev.interlock.jackson;

import com.fasterxml.jackson.databind.ObjectReader;

/**
 * What a {@link JacksonCodec} reads and writes by.
 *
 * @param lineWriter writes without a line break
 */
record JacksonBinding(ObjectReader reader, JacksonWriter writer, JacksonWriter lineWriter) {}
