package dev.interlock.peers.javalin;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;

/** Serves the shop with Javalin. */
public final class JavalinPeer extends Shop<Context> {
    public static void main(String[] arguments) {
        JavalinPeer shop = new JavalinPeer();
        Javalin.create(config -> {
                    for (ShopRoute route : ShopRoute.all()) {
                        config.routes.addHttpHandler(
                                HandlerType.findOrCreate(route.method()), route.template(), shop.handler(route));
                    }
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }

    private Handler handler(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> context -> text(context, route.text());
            case NUMBER -> context -> text(context, number(route, context));
            case RECEIPT -> context -> message(context, receipt(route, context));
            case ORDER -> context -> order(route, context);
            case NOTHING ->
                context -> {
                    sum(route, context);
                    context.status(HttpStatus.NO_CONTENT);
                };
        };
    }

    private void order(ShopRoute route, Context context) {
        try {
            byte[] receipt = order(route, context, context.bodyAsBytes());
            message(context.status(HttpStatus.CREATED), receipt);
        } catch (InvalidProtocolBufferException e) {
            context.status(HttpStatus.BAD_REQUEST);
        }
    }

    private static void text(Context context, String text) {
        context.contentType(TEXT).result(text);
    }

    private static void message(Context context, byte[] message) {
        context.contentType(PROTOBUF).result(message);
    }

    @Override
    protected String path(Context context, String name) {
        return context.pathParam(name);
    }

    @Override
    protected String query(Context context, String name) {
        return context.queryParam(name);
    }
}
