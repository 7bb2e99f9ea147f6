package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpDate;
import dev.interlock.http.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file in memory, which nobody changes. */
final class MemoryFile implements Representation {
    /** Bytes of the digest that are its tag: enough that nobody finds two files with the same. */
    private static final int TAG_BYTES = 16;

    private final byte[] bytes;
    private final EntityTag tag;

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            tag = EntityTag.strong(HexFormat.of().formatHex(digest, 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public EntityTag tag() {
        return tag;
    }

    /** The times in archives say little: reproducible builds set them all to one. */
    @Override
    public long lastModified() {
        return HttpDate.NONE;
    }

    @Override
    public boolean send(Response response, long from, long count) {
        response.bytes(bytes, (int) from, (int) (from + count));
        return true;
    }
}
