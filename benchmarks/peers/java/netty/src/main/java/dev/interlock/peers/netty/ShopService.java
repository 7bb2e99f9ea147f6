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
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;

/** Answers requests of both protocols. */
final class ShopService {
    private final RouteTree routes;

    ShopService(RouteTree routes) {
        this.routes = routes;
    }

    /**
     * A response.
     *
     * @param type content type, or empty if there is no content
     * @param body content, which the receiver of the response releases
     */
    record Answer(HttpResponseStatus status, String type, ByteBuf body) {}

    Answer respond(String method, String uri, ByteBuf body) {
        QueryStringDecoder target = new QueryStringDecoder(uri);
        List<String> variables = new ArrayList<>();
        ShopRoute route = routes.find(method, target.path(), variables);
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
                            Shop.receipt(route.number(), sum, NewOrder.parseFrom(body.nioBuffer())));
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

    private static Answer text(String text) {
        return new Answer(HttpResponseStatus.OK, Shop.TEXT, ByteBufUtil.writeUtf8(ByteBufAllocator.DEFAULT, text));
    }

    private static Answer message(HttpResponseStatus status, MessageLite message) {
        return new Answer(status, Shop.PROTOBUF, Unpooled.wrappedBuffer(message.toByteArray()));
    }

    private static Answer empty(HttpResponseStatus status) {
        return new Answer(status, "", Unpooled.EMPTY_BUFFER);
    }
}
