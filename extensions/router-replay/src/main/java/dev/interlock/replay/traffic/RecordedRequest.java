package dev.interlock.replay.traffic;

import java.util.List;

/**
 * A recorded request.
 *
 * @param target request target in origin-form
 */
public record RecordedRequest(
        String method, String target, String scheme, String authority, List<Field> fields, Body body) {}
