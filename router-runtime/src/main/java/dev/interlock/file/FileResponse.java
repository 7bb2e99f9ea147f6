package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.message.Conditions;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.HttpDate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a representation to a response: all of it, a part, or nothing (RFC 9110 sections 13.2.2 and 14.2). */
final class FileResponse {
    private static final FieldLine ACCEPT_RANGES = FieldLine.of(HttpHeader.ACCEPT_RANGES, "bytes");

    private FileResponse() {}

    /**
     * Makes a representation the response. Evaluates preconditions and ranges only if the request is GET or HEAD and
     * the status is 200. Otherwise sends the whole representation.
     *
     * @param mediaType content-type line to use unless the handler has set one
     * @throws HttpException 412 if a precondition fails, 416 if the file has no byte of the range, 503 if the file is
     *     being changed
     */
    static void write(Request request, Response response, Representation file, EntityTag tag, FieldLine mediaType)
            throws IOException {
        if (response.status() != HttpStatus.OK || !isRead(request)) {
            send(response.defaultContentType(mediaType), file, 0, file.size());
            return;
        }
        switch (Conditions.evaluate(
                ReceivedRequest.of(request).received(), tag.opaque(), tag.weak(), file.lastModified())) {
            case NOT_MODIFIED ->
                // RFC 9110 section 15.4.5: of the fields of a 200 response, send only those that caches need.
                response.status(HttpStatus.NOT_MODIFIED)
                        .removeHeader(HttpHeader.CONTENT_TYPE)
                        .header(HttpHeader.ETAG, tag.toString());
            case FAILED ->
                throw new HttpException(HttpStatus.PRECONDITION_FAILED, "The file is not in the expected state.");
            case PASSED -> perform(request, response.defaultContentType(mediaType), file, tag);
        }
    }

    /**
     * Whether the request reads the file. The response to any other method may also be a file, but the preconditions
     * then refer to another resource.
     */
    private static boolean isRead(Request request) {
        String method = request.method();
        return method.equals("GET") || method.equals("HEAD");
    }

    private static void perform(Request request, Response response, Representation file, EntityTag tag)
            throws IOException {
        ByteRange range = range(request, file, tag);
        if (range == null) {
            send(response, file, 0, file.size());
        } else if (range.equals(ByteRange.UNSATISFIABLE)) {
            throw new HttpException(HttpStatus.RANGE_NOT_SATISFIABLE, "The file has " + file.size() + " bytes.")
                    .header(HttpHeader.CONTENT_RANGE, "bytes */" + file.size());
        } else {
            send(response, file, range.first(), range.length());
            response.status(HttpStatus.PARTIAL_CONTENT)
                    .header(
                            HttpHeader.CONTENT_RANGE,
                            "bytes " + range.first() + '-' + range.last() + '/' + file.size());
        }
        if (file.lastModified() != HttpDate.NONE) {
            response.header(HttpHeader.LAST_MODIFIED, HttpDate.format(file.lastModified()));
        }
        response.header(HttpHeader.ETAG, tag.toString());
        if (file.hasRanges()) {
            response.header(ACCEPT_RANGES);
        }
    }

    /** Returns the requested range, or null for the whole file. Only GET has ranges (RFC 9110 section 14.2). */
    private static @Nullable ByteRange range(Request request, Representation file, EntityTag tag) {
        String value = file.hasRanges() && request.method().equals("GET") ? request.header("range") : null;
        return value != null && isIfRange(request, file, tag) ? ByteRange.parse(value, file.size()) : null;
    }

    /**
     * Whether If-Range allows the range for this state of the file (RFC 9110 section 13.1.5). Tags and dates are
     * compared strongly.
     */
    private static boolean isIfRange(Request request, Representation file, EntityTag tag) {
        String validator = request.header(HttpHeader.IF_RANGE);
        if (validator == null || tag.isStrongly(validator)) {
            return true;
        }
        long date = HttpDate.seconds(validator);
        return date != HttpDate.NONE && !tag.weak() && date == file.lastModified();
    }

    private static void send(Response response, Representation file, long from, long count) throws IOException {
        if (!file.send(response, from, count)) {
            throw new HttpException(HttpStatus.SERVICE_UNAVAILABLE, "The file is being changed.")
                    .header(HttpHeader.RETRY_AFTER, "1");
        }
    }
}
