package dev.interlock.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds parts in memory and remembers all of them: Netty's decoder does not release the part at which it gives up.
 */
final class PartFactory extends DefaultHttpDataFactory {
    private final List<HttpData> created = new ArrayList<>();

    PartFactory() {
        super(false);
    }

    void releaseAll() {
        for (HttpData data : created) {
            if (data.refCnt() > 0) {
                data.release();
            }
        }
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
        return remembered(super.createAttribute(request, name));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
        return remembered(super.createAttribute(request, name, value));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
        return remembered(super.createAttribute(request, name, definedSize));
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
        return remembered(
                super.createFileUpload(request, name, filename, contentType, contentTransferEncoding, charset, size));
    }

    private <T extends HttpData> T remembered(T data) {
        created.add(data);
        return data;
    }
}
