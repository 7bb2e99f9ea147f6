package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.Response;
import dev.interlock.internal.syntax.HttpDate;
import java.net.URL;

/**
 * A file of the class path that is not kept in memory. Its size and tag are known. Its bytes are read while they are
 * sent, as fast as the client reads the response.
 */
record ResourceFile(URL resource, long size, EntityTag tag) implements Representation {
    @Override
    public long lastModified() {
        return HttpDate.NONE;
    }

    /**
     * Returns false. To reach a position in an archive, the server would have to decompress everything before it. No
     * client should cause that work for one byte.
     */
    @Override
    public boolean hasRanges() {
        return false;
    }

    @Override
    public boolean send(Response response, long from, long count) {
        response.stream(new ResourcePublisher(resource, size), size);
        return true;
    }
}
