package dev.interlock.file;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Bodies that are files: the kernel copies them from its cache to the socket. Conditions and ranges of the request are
 * looked after.
 */
public final class FileCodec {
    /** The types of body that are written of a path. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    /** The types of body that are written of a {@link StaticFile}: that is known when it was found. */
    public static final List<String> ANY = List.of("*/*");

    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/octet-stream");
    private static final int NOT_FOUND = 404;

    private FileCodec() {}

    /**
     * Makes a file the body, as {@code application/octet-stream} unless the handler set another type. Looking at it and
     * opening it may wait for a disk, or for a network.
     *
     * @throws HttpException 404 when there is no such file, or when it is a directory or another thing than a file; 412 and
     *     416 as the request has it
     */
    public static void write(Request request, Response response, Path path) throws IOException {
        DiskFile file = DiskFile.at(path, true);
        if (file == null) {
            throw new HttpException(NOT_FOUND, "There is no such file");
        }
        FileAnswer.write(request, response, file, file.tag(), CONTENT_TYPE);
    }

    /**
     * Makes a file the body, with its own type unless the handler set another.
     *
     * @throws HttpException 404 when it has gone meanwhile; 412 and 416 as the request has it
     */
    public static void write(Request request, Response response, StaticFile file) throws IOException {
        file.writeTo(request, response);
    }
}
