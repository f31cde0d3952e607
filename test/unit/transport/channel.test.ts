import { describe, expect, it } from 'vitest';
import { createMemoryChannel } from '../../../src/transport/channel';
import { settled } from '../../support/fakes/settled';

const ignore = (): void => undefined;

describe('a memory channel', () => {
  it("delivers in order, and not before the sender's turn is over", async () => {
    const [a, b] = createMemoryChannel();
    const heard: unknown[] = [];
    b.listen((message) => heard.push(message), ignore);
    a.send(1);
    a.send(2);
    expect(heard).toEqual([]);
    await settled();
    expect(heard).toEqual([1, 2]);
  });

  it('keeps what arrives before there is a listener', async () => {
    const [a, b] = createMemoryChannel();
    a.send('early');
    await settled();
    const heard: unknown[] = [];
    b.listen((message) => heard.push(message), ignore);
    expect(heard).toEqual(['early']);
  });

  it('notifies the other end, once, that it was closed', () => {
    const [a, b] = createMemoryChannel();
    let closed = 0;
    a.listen(ignore, () => closed++);
    b.close();
    b.close();
    a.close();
    expect(closed).toBe(1);
  });

  it('ignores messages sent after the end', async () => {
    const [a, b] = createMemoryChannel();
    const heard: unknown[] = [];
    a.listen((message) => heard.push(message), ignore);
    a.close();
    b.send('late');
    a.send('late');
    await settled();
    expect(heard).toEqual([]);
  });
});
