package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpDate;
import dev.interlock.http.Response;
import java.net.URL;

/**
 * A file of the class path that is too large to keep. Size and tag are known. Its bytes are read while they are sent,
 * as fast as the client reads them.
 */
record ResourceFile(URL resource, long size, EntityTag tag) implements Representation {
    @Override
    public long lastModified() {
        return HttpDate.NONE;
    }

    /**
     * False: to find a position in an archive, everything before it must be decompressed, and no client should cause
     * that for one byte.
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
