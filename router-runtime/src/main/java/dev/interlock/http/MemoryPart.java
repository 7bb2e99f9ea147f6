package dev.interlock.http;

import dev.interlock.bytes.Slice;
import dev.interlock.log.LogText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Part that {@link BodyPart#of} creates for tests. */
final class MemoryPart extends BodyPart {
    private final String name;
    private final @Nullable String fileName;
    private final String contentType;
    private final byte[] content;

    MemoryPart(String name, @Nullable String fileName, String contentType, byte[] content) {
        this.name = name;
        this.fileName = fileName;
        this.contentType = contentType;
        this.content = content;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String fileName() {
        return fileName;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public Slice content() {
        return new Slice().wrap(content, 0, content.length);
    }

    @Override
    public InputStream inputStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public void transferTo(Path target) throws IOException {
        Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public Path path() {
        throw new IllegalStateException("The part '" + name
                + "' is in memory. Tip: make the handler @Blocking, or read it with content() or inputStream()");
    }

    /** Returns text for logs, with the escapes of {@link LogText}. */
    @Override
    public String toString() {
        return LogText.of("part " + name + (fileName == null ? "" : " (" + fileName + ")") + ", " + size() + " bytes");
    }
}
