package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where Netty's decoder puts the next part, and remembers all of them: the decoder does not release the one at which
 * it gives up.
 */
final class PartFactory extends DefaultHttpDataFactory {
    private final List<HttpData> created = new ArrayList<>();
    private final @Nullable PartFiles files;
    private final PartMemory paid;
    private int memoryLeft;
    private boolean wanted;

    /**
     * @param memory bytes of all parts that are held in memory
     * @param files for what goes beyond, or null if nothing does
     * @param paid pays for what is held in memory
     */
    PartFactory(int memory, @Nullable PartFiles files, PartMemory paid) {
        super(false);
        memoryLeft = memory;
        this.files = files;
        this.paid = paid;
    }

    /** Tells whether the next part is one that somebody asks for: others are dropped while they arrive. */
    void expect(boolean isWanted) {
        wanted = isWanted;
    }

    /** A part stays in memory. */
    void held(int bytes) {
        memoryLeft = Math.max(0, memoryLeft - bytes);
    }

    /** Releases what nobody has kept, files included. */
    void releaseAll() {
        for (HttpData data : created) {
            if (data.refCnt() > 0) {
                data.release();
            }
        }
        created.clear();
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
        Attribute attribute = super.createAttribute(request, name, value);
        created.add(attribute);
        return attribute;
    }

    @Override
    public FileUpload createFileUpload(
            HttpRequest request,
            String name,
            String filename,
            String contentType,
            @Nullable String contentTransferEncoding,
            @Nullable Charset charset,
            long size) {
        FileUpload upload = wanted ? new Arriving(name, new PartContent(files, memoryLeft, paid)) : new Dropped(name);
        created.add(upload);
        return upload;
    }

    /** A part whose content goes where there is room for it. */
    static final class Arriving extends MemoryFileUpload {
        private final PartContent content;

        Arriving(String name, PartContent content) {
            super(name, name, "", null, UTF_8, 0);
            this.content = content;
        }

        PartContent arrived() {
            return content;
        }

        @Override
        public void addContent(ByteBuf buffer, boolean last) throws IOException {
            size += buffer.readableBytes();
            try {
                content.append(buffer);
            } finally {
                buffer.release();
            }
            if (last) {
                setCompleted();
            }
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            content.discard();
        }
    }

    /** A part whose content nobody wants. */
    private static final class Dropped extends MemoryFileUpload {
        Dropped(String name) {
            super(name, name, "", null, UTF_8, 0);
        }

        @Override
        public void addContent(ByteBuf buffer, boolean last) throws IOException {
            buffer.release();
            if (last) {
                setCompleted();
            }
        }
    }
}
