/**
 * An error for those who run the service: its message names the place and what would be right. Whoever throws it
 * promises that the message holds nothing about patients; it is the only kind of error whose message is logged.
 */
export class OperationalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
