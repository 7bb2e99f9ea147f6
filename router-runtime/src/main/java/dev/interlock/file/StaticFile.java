package dev.interlock.file;

import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that a handler returns. It comes from {@link StaticFiles}, or from {@link #of} with the path of a file. The
 * file is opened when it is sent, so an unused object holds no resources.
 */
public abstract sealed class StaticFile permits FoundFile, FolderRedirect, PathFile {
    StaticFile() {}

    /**
     * Returns the file at a path. Its type is {@code application/octet-stream} unless the handler has set another type.
     * The path may be a link. The file is looked up when it is sent.
     */
    public static StaticFile of(Path path) {
        return new PathFile(path);
    }

    /**
     * Makes the file the response to a request: evaluates preconditions and ranges, and sets the body and its fields.
     * Handlers that return the file need not call this. Reading the file's attributes and opening it may wait for a
     * disk or a network.
     *
     * @throws HttpException 404 if the file does not exist or is not a regular file; 412 if a precondition fails; 416
     *     if the file has no byte of the requested range
     */
    public abstract void writeTo(Request request, Response response) throws IOException;
}
