package dev.interlock.testing;

import static dev.interlock.testing.RequestKinds.many;

import dev.interlock.generated.codec.Results;
import dev.interlock.generated.validate.Violations;
import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpException;
import java.nio.file.Path;

/** Requests whose protocol work is costly: content negotiation, conditions, ranges, chunks and rejections. */
final class ProtocolKinds {
    private static final String TAGS = many(1000, "\"t#\"", ", ");

    private ProtocolKinds() {}

    /**
     * Adds all kinds of this class.
     * @param file any file that is not empty
     */
    static void add(RequestKinds kinds, Path file) {
        addNegotiation(kinds);
        addConditions(kinds);
        addFiles(kinds, file);
        addChunks(kinds);
        addRefusals(kinds);
    }

    private static void addNegotiation(RequestKinds kinds) {
        negotiated(kinds, "accept", 150, many(600, "text/x#;q=0.1", ", "));
        negotiated(kinds, "accept of commas", 400, ",".repeat(8_000));
        negotiated(kinds, "accept of parameters", 150, "text/html" + ";a=\"\\\"\"".repeat(1_000));
    }

    private static void negotiated(RequestKinds kinds, String name, int most, String accept) {
        kinds.getAnswered(
                name,
                most,
                "",
                "Accept: " + accept + "\r\n",
                (request, response) -> {
                    Results.negotiate(request, response);
                    RequestKinds.hash(1, response);
                },
                route -> route.produces("text/x599", "text/html"));
    }

    private static void addConditions(RequestKinds kinds) {
        kinds.getAnswered(
                "entity tags",
                60,
                "",
                "If-None-Match: " + TAGS + "\r\n",
                (request, response) -> {
                    Results.writeText(response, "content");
                    Results.tag(request, response);
                },
                route -> route);
        kinds.get("if-match", 60, "", "If-Match: " + TAGS + "\r\n", request -> {
            request.checkPreconditions(EntityTag.strong("other"));
            return "";
        });
    }

    private static void addFiles(RequestKinds kinds, Path file) {
        // The limit of 300 allows for the system calls that find and open the file.
        file(kinds, "file", "", file);
        file(kinds, "ranges", "Range: bytes=" + many(1000, "#-#", ",") + "\r\n", file);
        file(kinds, "refused range", "Range: bytes=99999999999999999999-\r\n", file);
        file(kinds, "dates", many(40, "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT#\r\n", ""), file);
        file(kinds, "if-range", "Range: bytes=0-1\r\nIf-Range: " + TAGS + "\r\n", file);
    }

    private static void file(RequestKinds kinds, String name, String fields, Path file) {
        kinds.getAnswered(
                name,
                300,
                "",
                fields,
                (request, response) -> Results.writeFile(request, response, file),
                route -> route);
    }

    private static void addChunks(RequestKinds kinds) {
        kinds.chunked("chunks of one byte", 120, "1\r\nx\r\n".repeat(10_000) + "0\r\n\r\n");
        kinds.chunked("chunk extensions", 100, ("1" + ";a=\"b\"".repeat(30) + "\r\nx\r\n").repeat(20) + "0\r\n\r\n");
        kinds.chunked("trailers", 120, "0\r\n" + many(99, "x-trailer-#: v\r\n", "") + "\r\n");
    }

    private static void addRefusals(RequestKinds kinds) {
        kinds.get("not found problem", 60, "", "", request -> {
            throw new HttpException(404, "There is no such order.").with("order", 7);
        });
        kinds.get("violations", 300, "", "", request -> {
            Violations found = null;
            for (int i = 0; i < 200; i++) {
                found = Violations.add(found, "/lines/" + i, "must not be blank");
            }
            Violations.refuse(found);
            return "";
        });
    }
}
