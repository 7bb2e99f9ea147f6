package dev.interlock.peers.common;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.messages.Line;
import dev.interlock.peers.messages.NewOrder;
import dev.interlock.peers.messages.Receipt;

/**
 * What handlers do in every framework.
 *
 * @param <R> a request of the framework
 */
public abstract class Shop<R> {
    /** Of text. */
    public static final String TEXT = "text/plain;charset=utf-8";
    /** Of messages. */
    public static final String PROTOBUF = "application/x-protobuf";

    private static final String CURRENCY = "EUR";

    /** A parameter of the path. */
    protected abstract String path(R request, String name);

    /** A parameter of the query, or null. */
    protected abstract String query(R request, String name);

    /** The sum of all parameters; throws NumberFormatException when one is missing or no number. */
    public final long sum(ShopRoute route, R request) {
        long sum = 0;
        for (int i = 0; i < route.variables().size(); i++) {
            sum += Long.parseLong(path(request, route.variables().get(i)));
        }
        if (!route.query().isEmpty()) {
            sum += Long.parseLong(query(request, route.query()));
        }
        return sum;
    }

    /** What a route of kind number answers. */
    public final String number(ShopRoute route, R request) {
        return Long.toString(sum(route, request) + route.number());
    }

    /** What a route of kind receipt answers. */
    public final byte[] receipt(ShopRoute route, R request) {
        return receipt(route.number(), sum(route, request)).toByteArray();
    }

    /** What a route of kind order answers. */
    public final byte[] order(ShopRoute route, R request, byte[] body) throws InvalidProtocolBufferException {
        return receipt(route.number(), sum(route, request), NewOrder.parseFrom(body))
                .toByteArray();
    }

    /** A receipt of something that was no order. */
    public static Receipt receipt(int route, long id) {
        return Receipt.newBuilder()
                .setId(id)
                .setTotal(route)
                .setCurrency(CURRENCY)
                .build();
    }

    /** A receipt of an order. */
    public static Receipt receipt(int route, long id, NewOrder order) {
        long total = route;
        for (Line line : order.getLinesList()) {
            total += line.getPrice() * line.getQuantity();
        }
        return Receipt.newBuilder()
                .setId(id)
                .setUserId(order.getUserId())
                .setLines(order.getLinesCount())
                .setTotal(total)
                .setCurrency(order.getCurrency())
                .build();
    }
}
