package dev.interlock.jsonb;

import dev.interlock.json.JsonShape;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/**
 * Parts of a {@link JsonbCodec}.
 *
 * @param refusesUnknown whether properties that the type does not have are rejected
 */
record JsonbBinding<T>(Jsonb jsonb, JsonType<T> type, JsonShape shape, boolean refusesUnknown) {}
