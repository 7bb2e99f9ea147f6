package dev.interlock.example.shop.web;

/** Media types of the messages of the shop. A client chooses one for its body, and one for the response. */
public final class MediaTypes {
    public static final String PROTOBUF = "application/x-protobuf";
    public static final String JSON = "application/json";
    /** A JSON value in each line of a stream. */
    public static final String JSON_LINES = "application/x-ndjson";

    private MediaTypes() {}
}
