package dev.interlock.file;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes files as response bodies. The kernel copies them from its cache to the socket. Evaluates the preconditions and
 * ranges of the request.
 */
public final class FileCodec {
    /** Media types of the body for a path. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    /** Media types of the body for a {@link StaticFile}, whose type is known once it is found. */
    public static final List<String> ANY = List.of("*/*");

    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/octet-stream");

    private FileCodec() {}

    /**
     * Makes a file the body. Its type is {@code application/octet-stream} unless the handler has set another one.
     * Reading its attributes and opening it may wait for a disk or a network.
     *
     * @throws HttpException 404 when there is no such file, or it is not a regular file; 412 and 416 when the
     *     request demands it
     */
    public static void write(Request request, Response response, Path path) throws IOException {
        DiskFile file = DiskFile.at(path, true);
        if (file == null) {
            throw new HttpException(HttpStatus.NOT_FOUND, "There is no such file");
        }
        FileAnswer.write(request, response, file, file.tag(), CONTENT_TYPE);
    }

    /**
     * Makes a file the body. It has its own type unless the handler has set another one.
     *
     * @throws HttpException 404 when the file no longer exists; 412 and 416 when the request demands it
     */
    public static void write(Request request, Response response, StaticFile file) throws IOException {
        file.writeTo(request, response);
    }
}
