package dev.interlock.replay.traffic;

import java.util.List;

/** A recorded response. */
public record RecordedResponse(int status, List<Field> fields, Body body) {}
