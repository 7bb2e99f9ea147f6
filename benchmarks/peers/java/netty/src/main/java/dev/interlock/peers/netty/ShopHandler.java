package dev.interlock.peers.netty;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import dev.interlock.peers.messages.NewOrder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;

/** Answers requests. If requests arrive together, flushes their responses together. */
final class ShopHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final RouteTree routes;

    ShopHandler(RouteTree routes) {
        this.routes = routes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        FullHttpResponse response = respond(request);
        if (response.status() != HttpResponseStatus.NO_CONTENT) {
            response.headers()
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        }
        if (HttpUtil.isKeepAlive(request)) {
            context.write(response, context.voidPromise());
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.write(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse respond(FullHttpRequest request) {
        QueryStringDecoder target = new QueryStringDecoder(request.uri());
        List<String> variables = new ArrayList<>();
        ShopRoute route = routes.find(request.method().name(), target.path(), variables);
        if (route == null) {
            return empty(HttpResponseStatus.NOT_FOUND);
        }
        try {
            long sum = sum(route, variables, target);
            return switch (route.kind()) {
                case TEXT -> text(route.text());
                case NUMBER -> text(Long.toString(sum + route.number()));
                case RECEIPT -> message(HttpResponseStatus.OK, Shop.receipt(route.number(), sum));
                case ORDER ->
                    message(
                            HttpResponseStatus.CREATED,
                            Shop.receipt(
                                    route.number(),
                                    sum,
                                    NewOrder.parseFrom(request.content().nioBuffer())));
                case NOTHING -> empty(HttpResponseStatus.NO_CONTENT);
            };
        } catch (NumberFormatException | InvalidProtocolBufferException e) {
            return empty(HttpResponseStatus.BAD_REQUEST);
        }
    }

    private static long sum(ShopRoute route, List<String> variables, QueryStringDecoder target) {
        long sum = 0;
        for (String variable : variables) {
            sum += Long.parseLong(variable);
        }
        if (route.query().isEmpty()) {
            return sum;
        }
        List<String> values = target.parameters().get(route.query());
        if (values == null) {
            throw new NumberFormatException();
        }
        return sum + Long.parseLong(values.get(0));
    }

    private static FullHttpResponse text(String text) {
        return content(HttpResponseStatus.OK, Shop.TEXT, ByteBufUtil.writeUtf8(ByteBufAllocator.DEFAULT, text));
    }

    private static FullHttpResponse message(HttpResponseStatus status, MessageLite message) {
        return content(status, Shop.PROTOBUF, Unpooled.wrappedBuffer(message.toByteArray()));
    }

    private static FullHttpResponse content(HttpResponseStatus status, String type, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        return response;
    }

    private static FullHttpResponse empty(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
