package dev.interlock.file;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;

/**
 * Result of {@link StaticFiles} for a handler to return. The file is opened when it is sent, so an unused result holds
 * no resources.
 */
public abstract sealed class StaticFile permits FoundFile, FolderRedirect {
    StaticFile() {}

    /** Makes the file the response to a request. */
    abstract void writeTo(Request request, Response response) throws IOException;
}
