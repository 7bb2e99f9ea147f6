package dev.interlock.file;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;

/** What {@link StaticFiles} found, for a handler to return. Opened when it is sent: one that is dropped holds nothing. */
public abstract sealed class StaticFile permits FoundFile, FolderRedirect {
    StaticFile() {}

    /** Makes it the answer to a request. */
    abstract void writeTo(Request request, Response response) throws IOException;
}
