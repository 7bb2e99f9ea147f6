package dev.interlock.replay.rules;

import org.jspecify.annotations.Nullable;

/** The protobuf messages of a route, such as {@code POST /orders}. */
public record MessageRule(
        String route, @Nullable String request, @Nullable String response) {}
