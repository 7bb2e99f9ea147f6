package dev.interlock.http2;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.server.RawClient.RawResponse;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response without the parts that depend on the protocol, and without those that differ between any two responses.
 */
record ComparedResponse(int status, Map<String, String> fields, String body) {
    static ComparedResponse of(RawResponse response) {
        return new ComparedResponse(response.status(), fields(response.fields()), body(response.body()));
    }

    static ComparedResponse of(Response response) {
        return new ComparedResponse(response.status(), fields(response.fields), body(response.body()));
    }

    private static Map<String, String> fields(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.keySet().removeIf(name -> name.startsWith(":"));
        all.remove("connection");
        all.remove("transfer-encoding");
        all.remove("date");
        // If a name occurs several times, the raw client keeps only the last field.
        all.computeIfPresent("set-cookie", (name, value) -> value.substring(value.lastIndexOf(' ') + 1));
        return all;
    }

    private static String body(String body) {
        return body.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
