package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Orders.Days}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Orders_Days_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "78b7e1216ac176ef";

  private Orders_Days_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
