package dev.interlock.peers.common;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.peers.messages.Line;
import dev.interlock.peers.messages.NewOrder;
import dev.interlock.peers.messages.Receipt;

/**
 * Computes the responses of the shop, in the same way for every framework.
 * @param <R> the framework's type of requests
 */
public abstract class Shop<R> {
    /** Media type of text responses. */
    public static final String TEXT = "text/plain;charset=utf-8";
    /** Media type of protobuf messages. */
    public static final String PROTOBUF = "application/x-protobuf";

    private static final String CURRENCY = "EUR";

    /** Returns a parameter of the path. */
    protected abstract String path(R request, String name);

    /** Returns a parameter of the query, or null. */
    protected abstract String query(R request, String name);

    /**
     * Returns the sum of all parameters.
     * @throws NumberFormatException if a parameter is missing or is not a number
     */
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

    /** Returns the response of a route of kind {@code NUMBER}. */
    public final String number(ShopRoute route, R request) {
        return Long.toString(sum(route, request) + route.number());
    }

    /** Returns the response of a route of kind {@code RECEIPT}. */
    public final byte[] receipt(ShopRoute route, R request) {
        return receipt(route.number(), sum(route, request)).toByteArray();
    }

    /** Returns the response of a route of kind {@code ORDER}. */
    public final byte[] order(ShopRoute route, R request, byte[] body) throws InvalidProtocolBufferException {
        return receipt(route.number(), sum(route, request), NewOrder.parseFrom(body))
                .toByteArray();
    }

    /** Returns the receipt of a request without an order. */
    public static Receipt receipt(int route, long id) {
        return Receipt.newBuilder()
                .setId(id)
                .setTotal(route)
                .setCurrency(CURRENCY)
                .build();
    }

    /** Returns the receipt of an order. */
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
