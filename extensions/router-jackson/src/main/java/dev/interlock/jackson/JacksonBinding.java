package dev.interlock.jackson;

import com.fasterxml.jackson.databind.ObjectReader;

/**
 * Reader and writers of a {@link JacksonCodec}.
 *
 * @param lineWriter writer that adds no line breaks
 */
record JacksonBinding(ObjectReader reader, JacksonWriter writer, JacksonWriter lineWriter) {}
