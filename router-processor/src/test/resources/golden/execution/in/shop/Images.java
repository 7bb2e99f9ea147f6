package shop;

import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

@Controller("/images")
public final class Images {
    @Get("/{name}")
    @Blocking
    Optional<Path> find(String name) {
        return Optional.of(Path.of(name));
    }

    @Get("/{name}/preview")
    ByteBuf preview(String name) {
        return Unpooled.EMPTY_BUFFER;
    }

    @Put("/{name}")
    @Blocking
    void store(String name, @Body InputStream image) throws IOException {
        image.skip(1);
    }

    @Post
    CompletionStage<Long> measure(@Body Flow.Publisher<ByteBuf> image) {
        return CompletableFuture.completedFuture(0L);
    }
}
