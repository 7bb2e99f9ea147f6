package golden;

import dev.interlock.annotation.ProtoWriter;

public interface Orders {
    enum Status {
        UNKNOWN,
        PAID,
        SHIPPED,
        UNRECOGNIZED
    }

    @ProtoWriter("shop.NewOrder")
    interface OrderWriter {
        OrderWriter userId(long value);

        OrderWriter note(CharSequence value);

        LineWriter beginLines();

        OrderWriter endLines();

        OrderWriter quantities(int value);

        OrderWriter quantities(int[] values);

        OrderWriter status(Status value);

        void labels(String key, long value);

        LineWriter beginItems(long key);

        OrderWriter endItems();
    }

    @ProtoWriter("shop.Line")
    interface LineWriter {
        LineWriter sku(CharSequence value);

        LineWriter price(double value);
    }
}
