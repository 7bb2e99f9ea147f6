package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpDate;
import dev.interlock.http.Response;
import java.net.URL;

/**
 * A file of the class path that is too large to be kept: of it size and tag are known, and its bytes are read while they are
 * sent, no faster than the client takes them.
 */
record ResourceFile(URL resource, long size, EntityTag tag) implements Representation {
    @Override
    public long lastModified() {
        return HttpDate.NONE;
    }

    /** To find a place in an archive means to decompress all that is before it, which nobody shall have done for one byte. */
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
