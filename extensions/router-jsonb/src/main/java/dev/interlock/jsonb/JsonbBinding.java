package dev.interlock.jsonb;

import dev.interlock.json.JsonShape;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/**
 * What a {@link JsonbCodec} reads and writes by.
 *
 * @param refusesUnknown whether a property that the type does not have is refused
 */
record JsonbBinding<T>(Jsonb jsonb, JsonType<T> type, JsonShape shape, boolean refusesUnknown) {}
