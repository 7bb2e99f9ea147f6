package dev.interlock.jsonb;

import dev.interlock.json.JsonShape;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/**
 * The objects that a {@link JsonbCodec} uses.
 *
 * @param refusesUnknown whether properties that the type lacks are rejected
 */
record JsonbBinding<T>(Jsonb jsonb, JsonType<T> type, JsonShape shape, boolean refusesUnknown) {}
