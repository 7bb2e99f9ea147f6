package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@code multipart/form-data} body (RFC 7578). A large part of a {@code @Blocking} handler is in a file.
 * Any other part is in memory.
 *
 * <p>A part is valid until the response is complete. Then its file is removed, and methods that need the file throw
 * {@link IllegalStateException}. A part in memory can still be read. In strict mode, every method except
 * {@link #toString()} then throws an exception, even for a part in memory. So code that reads a part too late fails
 * whatever the size of the part. Not safe for use by several threads.
 */
public abstract class BodyPart {
    /** Called by the server, and by {@link #of}. */
    protected BodyPart() {}

    /** Creates a part in memory, for tests of handlers. The methods of the part return these values. */
    public static BodyPart of(String name, @Nullable String fileName, String contentType, byte[] content) {
        return new MemoryPart(name, fileName, contentType, content);
    }

    /** Returns the name of the form field. */
    public abstract String name();

    /**
     * Returns the last segment of the file name that the client sent, or null for a field without a file. It has no
     * slash, backslash or control character and is neither {@code .} nor {@code ..}. Still, the client chose the name,
     * so do not use it as the name of a file on the server.
     */
    public abstract @Nullable String fileName();

    /** Returns the media type that the client declares; {@code text/plain} if it declares none (section 4.4). */
    public abstract String contentType();

    /** Returns the length of the content in bytes. */
    public abstract long size();

    /** Whether the content is in memory. If not, it is in a file. */
    public abstract boolean isInMemory();

    /**
     * Returns the content as bytes. The content of a field without a file is UTF-8, even if the client sent another
     * charset. If the content is in a file, this method reads all of it into memory; {@link #inputStream} and
     * {@link #transferTo} need less memory.
     */
    public abstract Slice content();

    /** Returns the content as UTF-8 text; malformed input becomes U+FFFD. */
    public final String text() {
        return content().toString();
    }

    /** Opens a new stream that reads the content from its beginning. */
    public abstract InputStream inputStream() throws IOException;

    /**
     * Writes the content to a file that the server does not remove. If the content already has a file of its own, moves
     * that file; this is fast within one file system. Only the user that owns the process may read the moved file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the target exists
     */
    public abstract void transferTo(Path target) throws IOException;

    /**
     * Returns a file with the content, and writes it first if the content has no file of its own. The server removes
     * the file when the response is complete.
     *
     * @throws IllegalStateException if the handler is not {@code @Blocking}, because its parts have no files; also
     *     after the response is complete
     */
    public abstract Path path() throws IOException;
}
