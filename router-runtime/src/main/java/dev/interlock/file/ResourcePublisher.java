package dev.interlock.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Publishes the bytes of a resource. The thread that requests a part also reads it. */
final class ResourcePublisher implements Flow.Publisher<ByteBuf> {
    private static final int PART_BYTES = 16 * 1024;

    private final URL resource;
    private final long size;

    /** @param size expected size in bytes; if the resource has another size, the stream fails */
    ResourcePublisher(URL resource, long size) {
        this.resource = resource;
        this.size = size;
    }

    static InputStream open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        // A cached archive would stay open, or would be closed here while other threads use it.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        subscriber.onSubscribe(new Reading(subscriber));
    }

    /** One subscription, used by one thread at a time. */
    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuf> target;
        private @Nullable InputStream in;
        private long left = size;
        private long demand;
        private boolean publishing;
        private boolean over;

        Reading(Flow.Subscriber<? super ByteBuf> target) {
            this.target = target;
        }

        @Override
        public void request(long count) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            if (publishing) {
                // The loop below handles this request, too.
                return;
            }
            publishing = true;
            while (demand > 0 && !over) {
                demand--;
                publish();
            }
            publishing = false;
        }

        private void publish() {
            ByteBuf part = PooledByteBufAllocator.DEFAULT.directBuffer(PART_BYTES, PART_BYTES);
            try {
                read(part);
            } catch (IOException | RuntimeException e) {
                part.release();
                cancel();
                target.onError(e);
                return;
            }
            boolean last = left == 0;
            target.onNext(part);
            if (last && !over) {
                cancel();
                target.onComplete();
            }
        }

        /** Fills a part up to its size or to the end of the resource. */
        private void read(ByteBuf part) throws IOException {
            InputStream from = in == null ? open(resource) : in;
            in = from;
            int count = (int) Math.min(PART_BYTES, left);
            while (part.readableBytes() < count) {
                if (part.writeBytes(from, count - part.readableBytes()) < 0) {
                    throw new IOException("The resource " + resource + " has become shorter");
                }
            }
            left -= count;
            if (left == 0 && from.read() >= 0) {
                throw new IOException("The resource " + resource + " has become longer");
            }
        }

        @Override
        public void cancel() {
            over = true;
            InputStream open = in;
            in = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    // All wanted bytes were read.
                }
            }
        }
    }
}
