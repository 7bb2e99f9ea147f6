package dev.interlock.peers.jooby;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.common.Shop;
import dev.interlock.peers.common.ShopRoute;
import io.jooby.Context;
import io.jooby.Jooby;
import io.jooby.Route;
import io.jooby.ServerOptions;
import io.jooby.StatusCode;

/** Serves the shop with Jooby on its Netty server. Handlers run on worker threads, which is Jooby's default. */
public final class JoobyPeer extends Shop<Context> {
    public static void main(String[] arguments) {
        JoobyPeer shop = new JoobyPeer();
        Jooby.runApp(new String[0], app -> {
            app.setServerOptions(options(Integer.parseInt(arguments[0])));
            for (ShopRoute route : ShopRoute.all()) {
                app.route(route.method(), route.template(), shop.handler(route));
            }
        });
    }

    private static ServerOptions options(int port) {
        ServerOptions options = new ServerOptions().setPort(port);
        options.setHost("127.0.0.1");
        return options;
    }

    private Route.Handler handler(ShopRoute route) {
        return switch (route.kind()) {
            case TEXT -> context -> text(context, route.text());
            case NUMBER -> context -> text(context, number(route, context));
            case RECEIPT -> context -> message(context, receipt(route, context));
            case ORDER -> context -> answer(route, context);
            case NOTHING ->
                context -> {
                    sum(route, context);
                    return context.send(StatusCode.NO_CONTENT);
                };
        };
    }

    private Context answer(ShopRoute route, Context context) throws InvalidProtocolBufferException {
        byte[] receipt = order(route, context, context.body().bytes());
        return message(context.setResponseCode(StatusCode.CREATED), receipt);
    }

    private static Context text(Context context, String text) {
        return context.setResponseType(TEXT).send(text);
    }

    private static Context message(Context context, byte[] message) {
        return context.setResponseType(PROTOBUF).send(message);
    }

    @Override
    protected String path(Context context, String name) {
        return context.path(name).value();
    }

    @Override
    protected String query(Context context, String name) {
        return context.query(name).value();
    }
}
